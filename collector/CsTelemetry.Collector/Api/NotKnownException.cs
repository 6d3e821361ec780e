namespace CsTelemetry.Collector.Api;

/// <summary>Something that is named in the path and that nobody knows; becomes a 404.</summary>
internal sealed class NotKnownException(string title, string detail) : Exception(detail)
{
    public string Title { get; } = title;
}
