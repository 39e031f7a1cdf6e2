using Commerce.Host.Backends;
using Commerce.Integration.Support;

namespace Commerce.Integration.Host;

/// <summary>The temporary folders of several runs lie side by side, and each run sweeps those that others left.</summary>
public class ServerFolderSpecs
{
    [Fact]
    public async Task nobody_sweeps_what_is_being_made_used_or_removed()
    {
        var machine = await Machine.This(default);

        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8 }, (_, _) =>
        {
            for (var time = 0; time < 12; time++)
                Live(machine);

            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public async Task one_that_was_left_is_swept_by_the_next()
    {
        var machine = await Machine.This(default);
        var left = Filled(machine);
        left.Dispose();

        ServerFolder.Temporary(machine).Remove();

        await Eventually.True(() => !Directory.Exists(left.Location)); // Another run of these may be at it.
    }

    private static void Live(Machine machine)
    {
        var folder = Filled(machine);
        Assert.Equal(20, Directory.GetDirectories(folder.Location).Length);
        folder.Remove();
        Assert.False(Directory.Exists(folder.Location));
    }

    private static ServerFolder Filled(Machine machine)
    {
        var folder = ServerFolder.Temporary(machine);
        for (var inside = 0; inside < 20; inside++)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Location, $"{inside}")).FullName, "data"), "");

        return folder;
    }
}
