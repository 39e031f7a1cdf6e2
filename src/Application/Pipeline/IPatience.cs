namespace Commerce.Application.Pipeline;

/// <summary>Bounds what one request waits for dependencies that fail, over all its steps.</summary>
public interface IPatience
{
    /// <summary>From here until it is disposed of, in everything that is called.</summary>
    IDisposable Begin();
}
