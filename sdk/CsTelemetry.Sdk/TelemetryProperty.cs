namespace CsTelemetry;

/// <summary>Holds one typed fact about an event, a user or an account, without boxing. Immutable.</summary>
public readonly struct TelemetryProperty
{
    private readonly long _bits;

    /// <summary>Makes a fact that is a text.</summary>
    /// <param name="key">The name; 1 to 256 bytes of UTF-8.</param>
    /// <param name="value">The text; at most 1,024 bytes of UTF-8. Null is taken as empty.</param>
    public TelemetryProperty(string key, string? value)
    {
        Key = key;
        Text = value;
        Kind = PropertyKind.Text;
    }

    /// <summary>Makes a fact that is a whole number.</summary>
    /// <param name="key">The name; 1 to 256 bytes of UTF-8.</param>
    /// <param name="value">The number.</param>
    public TelemetryProperty(string key, long value)
    {
        Key = key;
        _bits = value;
        Kind = PropertyKind.Integer;
    }

    /// <summary>Makes a fact that is a number.</summary>
    /// <param name="key">The name; 1 to 256 bytes of UTF-8.</param>
    /// <param name="value">The number; finite.</param>
    public TelemetryProperty(string key, double value)
    {
        Key = key;
        _bits = BitConverter.DoubleToInt64Bits(value);
        Kind = PropertyKind.Real;
    }

    /// <summary>Makes a fact that is true or false.</summary>
    /// <param name="key">The name; 1 to 256 bytes of UTF-8.</param>
    /// <param name="value">Whether it holds.</param>
    public TelemetryProperty(string key, bool value)
    {
        Key = key;
        _bits = value ? 1 : 0;
        Kind = PropertyKind.Truth;
    }

    /// <summary>Gets the name.</summary>
    public string Key { get; }

    internal PropertyKind Kind { get; }

    internal string? Text { get; }

    internal long Integer => _bits;

    internal double Real => BitConverter.Int64BitsToDouble(_bits);

    internal bool Truth => _bits != 0;
}
