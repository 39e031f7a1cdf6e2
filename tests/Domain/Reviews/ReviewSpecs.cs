using System.Text;
using Commerce.Domain.Reviews;
using static Commerce.Domain.Reviews.Review;

namespace Commerce.Domain.Specs.Reviews;

public class ReviewSpecs
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-01-05T12:00:00Z");
    private static readonly ReviewOf Of = new(new Guid(1, 0, 0, new byte[8]), new Guid(2, 0, 0, new byte[8]));
    private static readonly ReviewContent Content = new(4, "Bright", "It does what it says.", "Ada");

    /// <summary>Drawn by running it. A changed rule is a changed picture in review.</summary>
    [Fact]
    public Task moves_only_like_this()
    {
        var picture = new StringBuilder();
        foreach (var state in States)
        {
            picture.AppendLine(state.GetType().Name);
            foreach (var command in Commands)
                picture.AppendLine($"    {command.GetType().Name,-9} {Destination(state, command)}");
        }

        return Verifier.Verify(picture.ToString());
    }

    [Fact]
    public void does_nothing_twice()
    {
        foreach (var state in States)
            foreach (var command in Commands)
            {
                var after = Decide(state, command, Noon).Events.Aggregate(state, Evolve);

                Assert.Empty(Decide(after, command, Noon).Events);
            }
    }

    [Fact]
    public void waits_for_the_staff_again_when_other_words_are_written()
    {
        var other = new Command.Write(Of, Content with { Rating = 1 });

        Assert.All(States.OfType<Known>(), state => Assert.IsType<Pending>(Decide(state, other, Noon).Events.Aggregate((Review)state, Evolve)));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0, null)]
    [InlineData(0, 0, 0, 0, 3, 500)]
    [InlineData(1, 0, 0, 0, 2, 367)]
    [InlineData(0, 0, 0, 1, 7, 488)]
    [InlineData(3, 0, 0, 0, 0, 100)]
    public void averages_in_hundredths_with_halves_rounded_up(long one, long two, long three, long four, long five, int? expected) =>
        Assert.Equal(expected, new Stars(one, two, three, four, five).AverageHundredths);

    private static Review[] States => [Initial, new Pending(Of, Content, Noon), new Approved(Of, Content, Noon), new Rejected(Of, Content, Noon, "Rude."), new Withdrawn(Of)];

    private static Command[] Commands => [new Command.Write(Of, Content), new Command.Approve("staff"), new Command.Reject("Rude.", "staff"), new Command.Withdraw()];

    private static string Destination(Review state, Command command) => Decide(state, command, Noon) switch
    {
        { Refusal: { } refusal } => $"refused: {refusal.Code}",
        { Events.Count: 0 } => "(already so)",
        var decision => $"-> {decision.Events.Aggregate(state, Evolve).GetType().Name}",
    };
}
