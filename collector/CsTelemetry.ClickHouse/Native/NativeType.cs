using System.Diagnostics.CodeAnalysis;

namespace CsTelemetry.ClickHouse.Native;

/// <summary>
/// Names what a column of a Native block holds. The server converts on insert: Int8 fills an Enum8,
/// String a LowCardinality(String), MapOfStrings a Map with LowCardinality keys.
/// </summary>
[SuppressMessage("Naming", "CA1720:Identifiers should not contain type names", Justification = "They are ClickHouse's own names of its types.")]
public enum NativeType
{
    /// <summary>String, as bytes.</summary>
    String,

    /// <summary>UInt8.</summary>
    UInt8,

    /// <summary>Int8, or the number of an Enum8.</summary>
    Int8,

    /// <summary>UInt16.</summary>
    UInt16,

    /// <summary>UInt32.</summary>
    UInt32,

    /// <summary>UInt64.</summary>
    UInt64,

    /// <summary>Int64.</summary>
    Int64,

    /// <summary>UInt128.</summary>
    UInt128,

    /// <summary>Float64.</summary>
    Float64,

    /// <summary>Bool.</summary>
    Boolean,

    /// <summary>Date: days since 1970, to 2149.</summary>
    Date,

    /// <summary>DateTime64(3, 'UTC'): milliseconds since 1970.</summary>
    DateTime64,

    /// <summary>Map(String, String).</summary>
    MapOfStrings,
}
