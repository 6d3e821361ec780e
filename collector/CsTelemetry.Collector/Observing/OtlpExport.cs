using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace CsTelemetry.Collector.Observing;

/// <summary>Pushes the product's own metrics to an OTLP receiver, if one is configured. A receiver that does not answer costs metrics, and nothing else.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const int TimeoutMilliseconds = 5000;
    private readonly MeterProvider? _provider;

    public OtlpExport(OtlpOptions options) => _provider = options.Endpoint is null ? null : Build(options, options.Endpoint);

    /// <summary>Pushes what there is now; false if it did not arrive or there is no receiver.</summary>
    public bool Flush() => _provider?.ForceFlush(TimeoutMilliseconds) == true;

    public void Dispose() => _provider?.Dispose();

    private static MeterProvider Build(OtlpOptions options, Uri endpoint) => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.AddService(
            "cstelemetry-collector", serviceVersion: typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion))
        .AddMeter("CsTelemetry.*")
        .AddOtlpExporter((exporter, reader) =>
        {
            exporter.Endpoint = endpoint;
            exporter.Protocol = options.Protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
            exporter.Headers = options.Headers;
            exporter.TimeoutMilliseconds = TimeoutMilliseconds;
            reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.Interval.TotalMilliseconds;
        })
        .Build();
}
