namespace CsTelemetry.Testing.Serving;

/// <summary>Says what became of a batch.</summary>
internal sealed record Receipt(ulong BatchSequence, int AcceptedCount, IReadOnlyList<int> Rejected, RejectionCode Code, bool IsDuplicate);
