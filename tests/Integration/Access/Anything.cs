using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Commerce.Integration.Access;

/// <summary>Has a value for every name: an id of the right form that nothing has.</summary>
internal sealed class Anything : IReadOnlyDictionary<string, string>
{
    private static readonly string Id = Guid.NewGuid().ToString();

    public string this[string key] => Id;

    public IEnumerable<string> Keys => [];

    public IEnumerable<string> Values => [Id];

    public int Count => 0;

    public bool ContainsKey(string key) => true;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = Id;
        return true;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
