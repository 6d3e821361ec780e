namespace CsTelemetry.Collector.Api;

/// <summary>A query parameter that cannot be used; becomes a 400 with a pointer to it.</summary>
internal sealed class InvalidParameterException(string parameter, string message) : Exception(message)
{
    public string Parameter { get; } = parameter;
}
