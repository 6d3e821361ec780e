namespace CsTelemetry.Collector.Events;

/// <summary>Who acted. The numbers are those of the contract and of the store; never renumber one.</summary>
internal enum ActorKind : byte
{
    Human = 1,
    Service = 2,
    Agent = 3,
}
