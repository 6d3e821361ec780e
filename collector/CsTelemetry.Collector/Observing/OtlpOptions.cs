namespace CsTelemetry.Collector.Observing;

/// <summary>The configuration section `Collector:Otlp`: where the collector's own metrics are pushed to. `/metrics` is there in any case.</summary>
internal sealed class OtlpOptions
{
    /// <summary>Gets or sets the address of an OTLP receiver, such as `http://127.0.0.1:4317`. Default none: nothing is sent anywhere.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the protocol: `grpc` or `http/protobuf`. Default `grpc`. The latter's address is taken as it is, path and all.</summary>
    public string Protocol { get; set; } = "grpc";

    /// <summary>Gets or sets headers for the receiver, as `name=value,name=value`. Default none. Never logged.</summary>
    public string? Headers { get; set; }

    /// <summary>Gets or sets how often metrics are pushed. Default 30 s; 1 s to 10 min.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<string> Faults()
    {
        if (Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
        {
            yield return $"Collector:Otlp:Endpoint is {endpoint}; it must be an absolute http or https address such as http://127.0.0.1:4317.";
        }

        if (Protocol is not ("grpc" or "http/protobuf"))
        {
            yield return $"Collector:Otlp:Protocol is \"{Protocol}\"; it must be \"grpc\" or \"http/protobuf\".";
        }

        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromMinutes(10))
        {
            yield return $"Collector:Otlp:Interval is {Interval}; it must be 00:00:01 to 00:10:00.";
        }
    }
}
