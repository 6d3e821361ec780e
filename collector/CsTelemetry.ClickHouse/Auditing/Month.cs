namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>A month as the number of its partition: year · 100 + month.</summary>
public static class Month
{
    private const int Earliest = 197001;
    private const int Latest = 214912;

    /// <summary>Returns the month; throws <see cref="ArgumentOutOfRangeException"/> if it is none that the store can hold, 197001 to 214912.</summary>
    public static int Check(int month) =>
        month is >= Earliest and <= Latest && month % 100 is >= 1 and <= 12
            ? month
            : throw new ArgumentOutOfRangeException(nameof(month), month, $"A month is written as year · 100 + month, {Earliest} to {Latest}.");

    /// <summary>Tells the first and the last day of a month.</summary>
    public static (DateOnly First, DateOnly Last) Days(int month)
    {
        var first = new DateOnly(month / 100, month % 100, 1);
        return (first, first.AddMonths(1).AddDays(-1));
    }

    /// <summary>Tells the month of a day.</summary>
    public static int Of(DateOnly day) => (day.Year * 100) + day.Month;
}
