namespace Commerce.Host.Backends;

/// <summary>A server that should serve does not. The message is for the person at the terminal and is all there is to say.</summary>
internal sealed class BackendFailed(string message, Exception? inner = null) : Exception(message, inner);
