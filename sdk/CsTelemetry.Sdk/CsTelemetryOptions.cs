using System.Net;
using System.Reflection;
using System.Security.Cryptography.X509Certificates;

namespace CsTelemetry;

/// <summary>
/// Configures a client. Read once when the client is created; later changes have no effect. All values are checked
/// together, and every fault is named at once.
/// </summary>
public sealed class CsTelemetryOptions
{
    /// <summary>
    /// Gets or sets the collector's gRPC address: http or https, a host and a port, no path.
    /// Default <c>http://127.0.0.1:5317</c>. With http the key travels in clear text: keep it to loopback or a trusted network.
    /// </summary>
    public Uri Endpoint { get; set; } = new("http://127.0.0.1:5317");

    /// <summary>Gets or sets the key, <c>PREFIX.SECRET</c>. Required; at most 512 characters; never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Gets or sets the reporting application. Default: the name of the program; 1 to 256 bytes of UTF-8.</summary>
    public string Application { get; set; } = Assembly.GetEntryAssembly()?.GetName().Name ?? "unknown";

    /// <summary>Gets or sets the application's version. Default: the version of the program; at most 256 bytes of UTF-8.</summary>
    public string ApplicationVersion { get; set; } = Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "";

    /// <summary>Gets or sets where the application runs. Default <c>production</c>; at most 256 bytes of UTF-8.</summary>
    public string Environment { get; set; } = "production";

    /// <summary>Gets or sets the most events of one batch. Default 500; 1 to 5,000.</summary>
    public int MaxBatchEvents { get; set; } = 500;

    /// <summary>Gets or sets the most bytes of one batch. Default 64 KiB; 4 KiB to 1 MiB.</summary>
    public int MaxBatchBytes { get; set; } = 64 * 1024;

    /// <summary>Gets or sets the longest that an event waits for its batch to fill. Default 1 s; 10 ms to 1 h. The wait is drawn from the upper half.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the most bytes of one event on the wire. Default 16 KiB; 256 bytes to 48 KiB, and at most MaxBatchBytes − 2 KiB.</summary>
    public int MaxEventBytes { get; set; } = 16 * 1024;

    /// <summary>Gets or sets the most events that wait or are being sent; further ones are dropped. Default 50,000; 1 to 10,000,000.</summary>
    public int MaxBufferEvents { get; set; } = 50_000;

    /// <summary>Gets or sets the most memory for events, in bytes. Default 8 MiB; at least MaxInFlight + 2 batches, at most 1 GiB.</summary>
    public int MaxBufferBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Gets or sets the most batches that are sent at the same time. Default 2; 1 to 4.</summary>
    public int MaxInFlight { get; set; } = 2;

    /// <summary>Gets or sets the most time one attempt to send may take. Default 10 s; 100 ms to 10 min.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the ceiling of the wait after the first failure; it doubles with each further one. Default 500 ms; 1 ms to RetryLongestDelay.</summary>
    public TimeSpan RetryFirstDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the highest ceiling of the wait between attempts. Default 30 s; at most 1 h. A collector that asks for more gets more.</summary>
    public TimeSpan RetryLongestDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a batch is tried before its events are dropped as expired. Default 1 h; 1 s to 48 h, for the collector remembers batches 72 h.</summary>
    public TimeSpan MaxBatchAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how long disposing may take while it sends what is left. Default 2 s; zero to 1 min.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how batches travel. Default <see cref="TelemetryTransport.Auto"/>.</summary>
    public TelemetryTransport Transport { get; set; } = TelemetryTransport.Auto;

    /// <summary>
    /// Gets or sets the collector's address for HTTP/1.1: http or https, a host and a port, no path. Default null: with
    /// https the same as <see cref="Endpoint"/>; with http the port after it, which is where a collector listens.
    /// </summary>
    public Uri? HttpEndpoint { get; set; }

    /// <summary>Gets or sets how batches are compressed. Default <see cref="TelemetryCompression.None"/>: loopback and data-centre links are faster than the compression.</summary>
    public TelemetryCompression Compression { get; set; } = TelemetryCompression.None;

    /// <summary>Gets or sets the certificates to trust as roots, instead of the machine's. Default null: the machine's. Only for https; not on netstandard2.0.</summary>
    public X509Certificate2Collection? TrustedRoots { get; set; }

    /// <summary>Gets or sets the proxy. Default null: the machine's settings for https, none for http.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>
    /// Gets or sets the directory that keeps what cannot be delivered, and what is left at shutdown, for the next start.
    /// Default null: nothing is written to disk. Several processes may share one; it holds usage data, so give it to the
    /// app's user alone.
    /// </summary>
    public string? DiskDirectory { get; set; }

    /// <summary>Gets or sets the most bytes this client keeps on disk; the oldest batches make room. Default 64 MiB; at least 2 batches, at most 16 GiB.</summary>
    public long MaxDiskBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// Gets or sets how long a batch may lie on disk. Default 7 days; 1 min to 30 days. A batch that may have reached the
    /// collector is kept for at most 70 h after that attempt, for the collector recognises batches for 72 h.
    /// </summary>
    public TimeSpan MaxDiskAge { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets whether usage may be reported at the start. Default <see cref="ConsentState.Granted"/>. The client can change it at any time.</summary>
    public ConsentState Consent { get; set; } = ConsentState.Granted;

    /// <summary>
    /// Gets or sets the secret with which user ids are hashed (HMAC-SHA-256, 128 bits kept) before they leave the call.
    /// Default null: user ids are reported as they are. 16 to 512 characters; keep it for as long as the data, for another key makes other users.
    /// </summary>
    public string? UserIdHashKey { get; set; }

    /// <summary>Gets or sets the keys of the properties that may be reported; others are left out of the event and counted. Default null: all.</summary>
    public ICollection<string>? AllowedProperties { get; set; }

    /// <summary>
    /// Gets or sets the features of which only one use in so many is reported, by feature key; each then stands for so
    /// many. Default empty: every use is reported. 1 to 1,000,000; at most 1,000 features. A sampled feature's totals
    /// stay right on average, but a rare user of it may be missed: never sample what adoption is judged by.
    /// </summary>
    public IDictionary<string, int> SampleOneIn { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
