namespace Commerce.Integration.Support.Faults;

/// <summary>The reply that a <see cref="TcpProxy"/> is to swallow, known by what the request carries. It catches once.</summary>
internal sealed class TcpTrap(byte[][] marks)
{
    private readonly TaskCompletionSource sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;

    public Task Sprung => sprung.Task;

    public Watch Watching() => new(this, marks);

    public void Done() => sprung.TrySetResult();

    /// <summary>One connection's view: how many of the marks have passed on it.</summary>
    internal sealed class Watch(TcpTrap trap, byte[][] marks)
    {
        /// <summary>Longer than any mark, so that one that is cut in two pieces is still seen.</summary>
        private const int Memory = 256;

        private byte[] seen = [];
        private int passed;

        public TcpTrap Trap => trap;

        /// <summary>True for the piece that carries the last mark, on the one connection where that happens first.</summary>
        public bool Catches(ReadOnlySpan<byte> piece)
        {
            byte[] text = [.. seen, .. piece];
            var from = 0;
            while (passed < marks.Length && text.AsSpan(from).IndexOf(marks[passed]) is var at and >= 0)
            {
                from += at + marks[passed].Length;
                passed++;
            }

            seen = text[Math.Max(from, text.Length - Memory)..];
            return passed == marks.Length && Interlocked.Exchange(ref trap.taken, 1) == 0;
        }
    }
}
