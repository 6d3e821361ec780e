using CsTelemetry.Exporting;
using CsTelemetry.Persisting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Makes clients for tests.</summary>
internal static class TestClients
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static CsTelemetryOptions Options(Action<CsTelemetryOptions>? configure = null)
    {
        var options = new CsTelemetryOptions { ApiKey = "test.secret", Application = "tests", ApplicationVersion = "1.2.3", MaxInFlight = 1 };
        configure?.Invoke(options);
        return options;
    }

    /// <summary>A client whose clock stands still, whose dice always show 1, and whose collector is a script.</summary>
    public static CsTelemetryClient Scripted(
        IBatchTransport transport, TimeProvider time, Action<CsTelemetryOptions>? configure = null, ILogger? logger = null, IDiskFiles? files = null) =>
        CsTelemetryClient.Create(Options(configure), logger ?? NullLogger.Instance, time, transport, () => 1.0, files);

    /// <summary>A client that talks to a real server and does not wait long between attempts.</summary>
    public static CsTelemetryClient Connected(Uri endpoint, Action<CsTelemetryOptions>? configure = null, ILoggerFactory? logs = null) =>
        CsTelemetryClient.Create(
            Options(options =>
            {
                options.Endpoint = endpoint;
                // A fallback to the port after it would knock at another test's server.
                options.Transport = TelemetryTransport.Grpc;
                options.RetryFirstDelay = TimeSpan.FromMilliseconds(1);
                options.RetryLongestDelay = TimeSpan.FromMilliseconds(20);
                configure?.Invoke(options);
            }),
            logs);

    public static void TrackMany(ICsTelemetry client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(client.TrackFeature("reports.export", "acme", "u-17"));
        }
    }
}
