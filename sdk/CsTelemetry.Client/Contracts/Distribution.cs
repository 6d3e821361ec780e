namespace CsTelemetry.Client.Contracts;

/// <summary>Describes many values: a mean alone hides who is far from it. Quantiles interpolate linearly at p·(n − 1).</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="P10">A tenth lies below.</param>
/// <param name="P25">A quarter lies below.</param>
/// <param name="P50">The median.</param>
/// <param name="P75">Three quarters lie below.</param>
/// <param name="P90">Nine tenths lie below.</param>
public sealed record Distribution(int Count, double Mean, double P10, double P25, double P50, double P75, double P90);
