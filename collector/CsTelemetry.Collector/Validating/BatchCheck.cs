using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Decides whether a batch as a whole can be used at all. Pure.</summary>
internal static class BatchCheck
{
    public const int MaxEventCount = 5000;

    /// <summary>Says what makes the batch unusable; null if nothing does.</summary>
    public static string? Fault(in WireBatch batch)
    {
        if (batch.ClientInstanceId == 0)
        {
            return "client_instance_id is 0; draw a random non-zero one when the client starts.";
        }

        if (batch.BatchSequence == 0)
        {
            return "batch_sequence is 0; number the client's batches 1, 2, 3, …";
        }

        if (batch.EventCount is 0 or > MaxEventCount)
        {
            return $"events has {batch.EventCount} entries; a batch has 1 to {MaxEventCount}.";
        }

        return SourceFault(batch.Source);
    }

    private static string? SourceFault(WireSource source) =>
        (TextCheck.Fault("resource.sdk", source.Sdk, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("resource.application", source.Application, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("resource.application_version", source.ApplicationVersion, EventLimits.MaxStringBytes)
        ?? TextCheck.Fault("resource.environment", source.Environment, EventLimits.MaxStringBytes))?.Message;
}
