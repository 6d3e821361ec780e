namespace CsTelemetry.Collector.Events;

/// <summary>Where the user sat. The numbers are those of the contract and of the store; never renumber one.</summary>
internal enum Platform : byte
{
    Unspecified = 0,
    Web = 1,
    Mobile = 2,
    Desktop = 3,
    Api = 4,
    Server = 5,
}
