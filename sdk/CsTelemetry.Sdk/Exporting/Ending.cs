using CsTelemetry.Buffering;

namespace CsTelemetry.Exporting;

/// <summary>Says how a batch ended, for the books, and what was wrong, for the log.</summary>
internal readonly struct Ending(Settlement settlement, int rejectedCount, string? error)
{
    public Settlement Settlement { get; } = settlement;

    public int RejectedCount { get; } = rejectedCount;

    public string? Error { get; } = error;

    /// <summary>Reads it from an attempt that is not to be repeated.</summary>
    public static Ending Of(in AttemptResult result)
    {
        if (result.Reply is not { } reply)
        {
            return new(Settlement.RefusedAs(result.Reason), 0, result.Error);
        }

        var error = reply.Rejected.Count == 0 ? null : $"{reply.Rejected[0].Reason}: {reply.FirstMessage}";
        return new(Settlement.Taken(reply), reply.Rejected.Count, error);
    }
}
