namespace CsTelemetry.Wire;

/// <summary>Names a part of an event that can be wrong.</summary>
internal enum EventField : byte
{
    None,
    Event,
    Buffer,
    AccountId,
    UserId,
    Feature,
    SessionId,
    Platform,
    ActorKind,
    Quantity,
    Value,
    Duration,
    Properties,
    PropertyKey,
    PropertyValue,
}
