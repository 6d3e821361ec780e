namespace CsTelemetry.ClickHouse.Native;

/// <summary>Knows how the Native format spells each type.</summary>
internal static class NativeTypeNames
{
    internal static ReadOnlySpan<byte> Of(NativeType type) => type switch
    {
        NativeType.String => "String"u8,
        NativeType.UInt8 => "UInt8"u8,
        NativeType.Int8 => "Int8"u8,
        NativeType.UInt16 => "UInt16"u8,
        NativeType.UInt32 => "UInt32"u8,
        NativeType.UInt64 => "UInt64"u8,
        NativeType.Int64 => "Int64"u8,
        NativeType.UInt128 => "UInt128"u8,
        NativeType.Float64 => "Float64"u8,
        NativeType.Boolean => "Bool"u8,
        NativeType.Date => "Date"u8,
        NativeType.DateTime64 => "DateTime64(3, 'UTC')"u8,
        NativeType.MapOfStrings => "Map(String, String)"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such column type."),
    };
}
