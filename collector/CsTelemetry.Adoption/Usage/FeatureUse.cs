namespace CsTelemetry.Adoption.Usage;

/// <summary>Holds one person's use of one feature in the last 84 days.</summary>
/// <param name="Feature">The feature's key.</param>
/// <param name="Uses84">Value events on it. 0 to 10¹².</param>
/// <param name="Days84">Bit a is set when it was used at day age a (0 to 83); higher bits are 0.</param>
public readonly record struct FeatureUse(string Feature, long Uses84, UInt128 Days84);
