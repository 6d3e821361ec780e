namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Marks an endpoint that takes a body and changes nothing: an `Idempotency-Key` would mean nothing there.</summary>
internal sealed class OnlyReads
{
    public static readonly OnlyReads Mark = new();

    private OnlyReads()
    {
    }
}
