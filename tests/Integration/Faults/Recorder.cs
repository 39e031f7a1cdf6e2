using System.Collections.Concurrent;
using Commerce.Integration.Proof;

namespace Commerce.Integration.Faults;

/// <summary>Takes down what clients did and were told, for the judge.</summary>
internal sealed class Recorder
{
    private readonly ConcurrentQueue<Operation> operations = new();

    public History History => new([.. operations]);

    public void Add(Operation operation) => operations.Enqueue(operation);
}
