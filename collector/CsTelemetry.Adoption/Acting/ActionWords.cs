namespace CsTelemetry.Adoption.Acting;

/// <summary>Words small numbers.</summary>
internal static class ActionWords
{
    public static string Times(int uses, bool more) => uses switch
    {
        1 => more ? "once more" : "once",
        2 => more ? "twice more" : "twice",
        _ => $"{uses} {(more ? "more " : "")}times",
    };

    public static string OnDays(int days) => days switch
    {
        1 => "on one day",
        2 => "on two days",
        3 => "on three days",
        _ => $"on {days} days",
    };
}
