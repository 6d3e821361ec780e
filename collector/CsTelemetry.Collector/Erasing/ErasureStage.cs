namespace CsTelemetry.Collector.Erasing;

/// <summary>How far an order has come. The numbers are in a file; never renumber one.</summary>
internal enum ErasureStage : byte
{
    /// <summary>It is being written into the log; nobody has been told yet.</summary>
    Asked = 1,

    /// <summary>It is durable and not yet carried out.</summary>
    Open = 2,

    /// <summary>The store no longer has the data; the log still does.</summary>
    Erased = 3,

    /// <summary>Neither has. What is left is the tombstone.</summary>
    Cleared = 4,
}
