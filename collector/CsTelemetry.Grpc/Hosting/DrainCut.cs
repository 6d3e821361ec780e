namespace CsTelemetry.Grpc.Hosting;

/// <summary>Why a peer that had its answer early was not let finish.</summary>
internal enum DrainCut
{
    /// <summary>It sent more than is taken.</summary>
    Bytes,

    /// <summary>It took longer than is waited.</summary>
    Time,

    /// <summary>As many as may be were finishing already.</summary>
    Places,
}
