namespace Commerce.Domain.Bundles;

/// <summary>
/// The most bundles over all shapes. What fits stays fitting with fewer bundles, so one shape is found by halving. Several are found by cutting off: the best numbers that no reason speaks against
/// are tried; if they fit nothing is better, if not the reason is one more linear bound. Ends, because each try takes its own numbers away.
/// </summary>
internal sealed class BundleSearch(int shapes, BundlePacking packing)
{
    private const int StepsAtMost = 200_000;

    private readonly List<(long[] Weights, long Bound)> bounds = [];

    /// <summary>Numbers that do not fit, and so no greater ones do.</summary>
    private readonly List<long[]> corners = [];

    private readonly long[] alone = new long[shapes];

    private (long Sum, long[] Numbers) best = (-1, []);

    /// <summary>No sum is greater.</summary>
    private long possible;

    private int steps;

    public BundleStock Most()
    {
        for (var shape = 0; shape < shapes; shape++)
            alone[shape] = Alone(shape);
        if (shapes < 2)
            return new((int)alone.Sum(), !packing.IsTired);

        var reached = alone.Max();
        while (reached < BundleAvailability.Plenty)
        {
            best = (reached, []);
            possible = Rest(0, []);
            Choose(0, new long[shapes], 0);
            if (steps > StepsAtMost || packing.IsTired)
                return new((int)reached, false);
            if (best.Sum == reached)
                break;
            if (packing.Fits(best.Numbers))
                return new((int)Math.Min(best.Sum, BundleAvailability.Plenty), true);

            if (packing.Reason is { } reason)
                bounds.Add(reason);
            else
                reached = Math.Max(reached, CutCorner(best.Numbers));
        }

        return new((int)Math.Min(reached, BundleAvailability.Plenty), !packing.IsTired);
    }

    private long Alone(int shape) => Halve(BundleAvailability.Plenty, most =>
    {
        var numbers = new long[shapes];
        numbers[shape] = most;
        return packing.Fits(numbers);
    });

    /// <summary>The largest number up to <paramref name="most"/> that fits.</summary>
    private static long Halve(long most, Func<long, bool> fits)
    {
        var (low, high) = (0L, most);
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (fits(middle))
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>Goes back from numbers that do not fit towards none until they do. Remembers the last that did not; gives the sum of those that did.</summary>
    private long CutCorner(long[] numbers)
    {
        var whole = numbers.Max();
        var fitting = Halve(whole - 1, part => packing.Fits(Part(part)));
        corners.Add(Part(fitting + 1));
        return Part(fitting).Sum();

        long[] Part(long part) => [.. numbers.Select(number => number * part / whole)];
    }

    /// <summary>Finds the numbers with the largest sum that nothing speaks against, shape by shape, the most first.</summary>
    private void Choose(int shape, long[] numbers, long sum)
    {
        if (shape == shapes)
        {
            if (sum > best.Sum && !corners.Exists(corner => corner.Zip(numbers).All(pair => pair.Second >= pair.First)))
                best = (sum, [.. numbers]);
            return;
        }

        for (var number = Room(shape, numbers); number >= 0 && best.Sum < possible && ++steps <= StepsAtMost; number--)
        {
            numbers[shape] = number;
            if (sum + number + Rest(shape + 1, numbers) > best.Sum)
                Choose(shape + 1, numbers, sum + number);
        }

        numbers[shape] = 0;
    }

    private long Room(int shape, long[] numbers) =>
        bounds.Aggregate(alone[shape], (room, bound) => bound.Weights[shape] > 0 ? Math.Min(room, Left(bound, shape, numbers) / bound.Weights[shape]) : room);

    /// <summary>No more than so many bundles of the shapes from here on: each bound by itself, the shapes that use it least first.</summary>
    private long Rest(int from, long[] numbers)
    {
        var free = alone.Skip(from).Sum();
        foreach (var bound in bounds)
        {
            var (left, sum) = (Left(bound, from, numbers), 0L);
            foreach (var shape in Enumerable.Range(from, shapes - from).OrderBy(shape => bound.Weights[shape]))
            {
                var taken = bound.Weights[shape] > 0 ? Math.Min(alone[shape], left / bound.Weights[shape]) : alone[shape];
                (sum, left) = (sum + taken, left - taken * Math.Max(0, bound.Weights[shape]));
            }

            free = Math.Min(free, sum);
        }

        return free;
    }

    private static long Left((long[] Weights, long Bound) bound, int before, long[] numbers)
    {
        var left = bound.Bound;
        for (var shape = 0; shape < before; shape++)
            left -= Math.Max(0, bound.Weights[shape]) * numbers[shape];

        return left;
    }
}
