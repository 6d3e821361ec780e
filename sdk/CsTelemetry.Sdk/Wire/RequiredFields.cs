namespace CsTelemetry.Wire;

/// <summary>Names the fields that an event of some kind cannot do without.</summary>
[Flags]
internal enum RequiredFields : byte
{
    None = 0,
    Feature = 1,
    Account = 2,
    User = 4,
}
