namespace Commerce.Domain.Checkouts;

/// <summary>One row of the transition table.</summary>
/// <param name="From">The state's name.</param>
/// <param name="Command">The command's name: asked, heard from the provider, or said by the clock.</param>
/// <param name="Guard">When this row applies, among those of the same state and command; empty when always.</param>
/// <param name="To">The state afterwards.</param>
/// <param name="Effect">What goes with it; <see cref="NoEffect"/> when the command asks for what is already so.</param>
public sealed record Transition(string From, string Command, string Guard, string To, string Effect)
{
    public const string NoEffect = "nothing";

    /// <summary>Whether a fact is written.</summary>
    public bool Changes => Effect != NoEffect;
}
