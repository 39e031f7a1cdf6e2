namespace Commerce.Integration.Simulation.Mutants;

/// <summary>The simulation and its judge are proved by programs with a mistake in them: each has to be convicted, of what it does wrong, on schedules that the program itself passes.</summary>
public class MutantSpecs
{
    /// <summary>All of them are among those that <see cref="SimulationSpecs"/> runs with the program as it is.</summary>
    private const ulong Seeds = 2_500;

    public static TheoryData<string> Names => [.. Mutant.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void is_convicted(string mutant) => Schedule.Alone(() =>
    {
        var suspect = Mutant.All.Single(one => one.Name == mutant);
        var convicting = Convicting(suspect);

        Assert.True(convicting is not null, $"'{mutant}' got away {Seeds} times.");
        Assert.True(Schedule.Run(convicting.Value).IsClean, $"The program itself does not pass seed {convicting}.");
    });

    [Fact]
    public void are_twenty_and_more() => Assert.InRange(Mutant.All.Select(mutant => mutant.Name).Distinct().Count(), 20, Mutant.All.Count);

    /// <summary>The first seed by which an invariant convicts it that it is said to break.</summary>
    private static ulong? Convicting(Mutant suspect)
    {
        for (ulong i = 0; i < Seeds; i++)
        {
            var seed = (suspect.From + i) % Seeds;
            if (Schedule.Run(seed, suspect.Rules()).Violations.Any(violation => suspect.By.Contains(violation.Invariant)))
                return seed;
        }

        return null;
    }
}
