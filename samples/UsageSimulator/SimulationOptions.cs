namespace UsageSimulator;

/// <summary>Holds what a simulation is made from. The same options always give the same events.</summary>
/// <param name="Seed">The seed of all dice. Default 20150630.</param>
/// <param name="AccountCount">Accounts that ever arrive. Default 80; 1 to 10,000.</param>
/// <param name="Days">Simulated days, the last included. Default 1,826 (five years); 30 to 7,300.</param>
/// <param name="End">The last day. Default 2015-06-30.</param>
internal sealed record SimulationOptions(ulong Seed, int AccountCount, int Days, DateOnly End)
{
    public const int MaxAccountCount = 10_000;
    public const int MinDays = 30;
    public const int MaxDays = 7_300;

    public static readonly SimulationOptions Default = new(20150630, 80, 1826, new DateOnly(2015, 6, 30));

    /// <summary>Gets the first day.</summary>
    public DateOnly Start => End.AddDays(1 - Days);

    /// <summary>Gets the day, half way, on which the late feature is released.</summary>
    public DateOnly ReleaseDay => Start.AddDays(Days / 2);

    /// <summary>Lists everything that is wrong with the options, each with its limit; empty when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (AccountCount is < 1 or > MaxAccountCount)
        {
            yield return $"--accounts is {AccountCount}; it must be 1 to {MaxAccountCount}.";
        }

        if (Days is < MinDays or > MaxDays)
        {
            yield return $"--days is {Days}; it must be {MinDays} to {MaxDays}.";
        }

        if (End.Year is < 1990 or > 2100)
        {
            yield return $"--end is {End:O}; it must be a day of the years 1990 to 2100.";
        }
    }
}
