namespace CsTelemetry.Diagnosing;

/// <summary>Turns the client's books into steps. Pure.</summary>
internal static class BooksFindings
{
    // An old error is no fault of today's; the other steps tell whether it lasts.
    public static DiagnosisStep LastError(in TelemetryStatistics books) => new(
        "last error",
        DiagnosisOutcome.Ok,
        books.LastError is null ? "No batch has failed so far." : $"{books.FailedAttempts} attempts failed so far; the latest error: {books.LastError}");

    public static DiagnosisStep Balance(in TelemetryStatistics books)
    {
        var accounted = books.Delivered + books.Rejected.Total + books.Dropped.Total + books.Queued + books.Persisted;
        var numbers = $"tracked {books.Tracked} = delivered {books.Delivered} + rejected {books.Rejected.Total} + dropped {books.Dropped.Total} + queued {books.Queued} + persisted {books.Persisted}";
        return accounted == books.Tracked
            ? new("books", DiagnosisOutcome.Ok, $"{numbers}.")
            : new("books", DiagnosisOutcome.Failed, $"They do not balance: {numbers} would be {accounted}. This is a fault of the SDK; please report it.");
    }
}
