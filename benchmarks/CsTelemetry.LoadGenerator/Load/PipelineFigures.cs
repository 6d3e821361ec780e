namespace CsTelemetry.LoadGenerator.Load;

/// <summary>What one way from a request to a stored row costs at full speed.</summary>
/// <param name="EventsPerSecond">Acknowledged.</param>
/// <param name="CollectorNanosecondsPerEvent">Processor time of the process that receives.</param>
/// <param name="StoreNanosecondsPerEvent">Processor time of ClickHouse.</param>
/// <param name="AckHalf">Half of the acknowledgements came within this time.</param>
/// <param name="AckNinetyNine">All but a hundredth did.</param>
internal sealed record PipelineFigures(
    double EventsPerSecond, double CollectorNanosecondsPerEvent, double StoreNanosecondsPerEvent, TimeSpan AckHalf, TimeSpan AckNinetyNine)
{
    public double NanosecondsPerEvent => CollectorNanosecondsPerEvent + StoreNanosecondsPerEvent;
}
