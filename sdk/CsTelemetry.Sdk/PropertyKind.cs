namespace CsTelemetry;

/// <summary>Names the type of a property's value.</summary>
internal enum PropertyKind : byte
{
    Text,
    Integer,
    Real,
    Truth,
}
