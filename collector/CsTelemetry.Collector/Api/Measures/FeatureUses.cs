using CsTelemetry.Collector.Measuring;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Reads the uses of a feature that a path names.</summary>
internal static class FeatureUses
{
    /// <exception cref="NotKnownException">Neither the catalog nor any event knows the feature.</exception>
    public static async Task<Measured> ReadAsync(MetricReader metrics, MetricQuestion question, string key, DateOnly from, CancellationToken cancellationToken)
    {
        var measured = await metrics.ReadAsync(question, key, from, cancellationToken);
        Demand(measured, key);
        return measured;
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static void Demand(Measured measured, string key)
    {
        if (!measured.Knowledge.Features.ContainsKey(key) && measured.Crowd.ReportedSince(key) is null)
        {
            throw new NotKnownException(
                "There is no such feature.",
                $"Neither the catalog nor any event up to {measured.Question.AsOf:yyyy-MM-dd} knows the feature \"{MetricParameterReader.Shown(key)}\". Keys are case-sensitive; list them with GET /v1/features.");
        }
    }
}
