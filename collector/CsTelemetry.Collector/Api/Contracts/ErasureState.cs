namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How far an erasure has come.</summary>
internal enum ErasureState
{
    /// <summary>It is ordered and will be carried out.</summary>
    Pending,

    /// <summary>The data is deleted from the store, and a scan found nothing left.</summary>
    Done,
}
