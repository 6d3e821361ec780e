using System.Globalization;

namespace CsTelemetry.Collector.Querying;

/// <summary>A question that would take more memory than one may; becomes a 422.</summary>
internal sealed class MetricLimitException(int limit, string what, string option, string wayOut)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The answer would be made from more than {limit:N0} {what}. {wayOut} {MetricOptions.WayToRaise(option)}"));
