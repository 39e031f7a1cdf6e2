using Commerce.Domain.Rulesets;

namespace Commerce.Domain.Specs.Rulesets;

public class TimelineSpecs
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Evening = Noon.AddHours(6);
    private static readonly DateTimeOffset Night = Noon.AddHours(10);
    private static readonly Timeline<string> None = new([]);

    [Fact]
    public void begins_when_it_is_published()
    {
        var timeline = None.With("a", Noon);

        Assert.Equal("a", timeline.At(Noon));
        Assert.Equal("a", timeline.At(Noon.AddYears(-1)));
    }

    [Fact]
    public void changes_at_the_instant_and_not_a_tick_before()
    {
        var timeline = None.With("a", Noon).With("b", Noon, Evening);

        Assert.Equal("a", timeline.At(Evening.AddTicks(-1)));
        Assert.Equal("b", timeline.At(Evening));
    }

    [Fact]
    public void has_nothing_in_force_before_what_was_scheduled_first() => Assert.Null(None.With("a", Noon, Evening).At(Noon));

    [Fact]
    public void keeps_what_is_scheduled_when_something_else_is_published() =>
        Assert.Equal(None.With("c", Noon).With("b", Noon, Evening), None.With("a", Noon).With("b", Noon, Evening).With("c", Noon));

    [Fact]
    public void forgets_what_has_ended()
    {
        var timeline = None.With("a", Noon).With("b", Noon, Evening).With("c", Noon, Night);

        Assert.Equal(None.With("b", Evening).With("c", Evening, Night), timeline.AsOf(Evening));
        Assert.Equal(None.With("d", Evening).With("c", Evening, Night), timeline.With("d", Evening));
    }

    [Fact]
    public void takes_one_schedule_in_the_place_of_another_for_the_same_instant() =>
        Assert.Equal(None.With("a", Noon).With("c", Noon, Evening), None.With("a", Noon).With("b", Noon, Evening).With("c", Noon, Evening));

    [Fact]
    public void takes_back_what_has_not_begun_and_nothing_else()
    {
        var timeline = None.With("a", Noon).With("b", Noon, Evening).With("c", Noon, Night);

        Assert.Equal(None.With("a", Noon).With("c", Noon, Night), timeline.Without(Evening, Noon));
        Assert.Equal(timeline.AsOf(Evening), timeline.Without(Evening, Evening));
        Assert.Equal(timeline, timeline.Without(Noon.AddHours(1), Noon));
    }
}
