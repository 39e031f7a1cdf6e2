namespace Commerce.Domain.Reviews;

/// <summary>How many reviews gave one star, two, and so on.</summary>
public readonly record struct Stars(long One, long Two, long Three, long Four, long Five)
{
    public const int Least = 1;

    public const int Most = 5;

    public long Count => One + Two + Three + Four + Five;

    /// <summary>The average in hundredths of a star, halves rounded up: 433 are 4.33 stars. Null when nobody rated.</summary>
    public int? AverageHundredths => Count == 0 ? null : (int)(((Sum * 200) + Count) / (Count * 2));

    private long Sum => One + (2 * Two) + (3 * Three) + (4 * Four) + (5 * Five);
}
