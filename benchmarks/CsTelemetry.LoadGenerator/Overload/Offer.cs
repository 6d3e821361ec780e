namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>A batch on its way: what is needed to make the same bytes again, and how often it was sent.</summary>
internal readonly record struct Offer(long Number, long StampedAt, int Attempts);
