using System.Net;
using CsTelemetry.Collector.Observing;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The configuration section `Collector`: where it listens and where it keeps what it must not lose.</summary>
internal sealed class CollectorOptions
{
    public const string Section = "Collector";

    /// <summary>Gets or sets the directory of the log, the keys and the embedded store. Default `data`, under the current directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Gets or sets the address that both ports are bound to. Default 127.0.0.1: nothing outside this machine reaches it.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets the gRPC port. Default 5317; 0 takes any free one.</summary>
    public int GrpcPort { get; set; } = 5317;

    /// <summary>Gets or sets the port of the REST API and the dashboard. Default 5318; 0 takes any free one.</summary>
    public int HttpPort { get; set; } = 5318;

    /// <summary>Gets or sets the PFX file of the TLS certificate for both ports. Default none: cleartext.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Gets or sets the certificate's password. Default none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Gets or sets the PEM file of the authorities whose client certificates the gRPC port demands. Default none: it demands no certificate. Needs TLS.</summary>
    public string? GrpcClientCaPath { get; set; }

    /// <summary>Gets or sets the same for the port of the REST API and the dashboard; probes and scrapers need one, too, then.</summary>
    public string? HttpClientCaPath { get; set; }

    /// <summary>Gets or sets whether an address beyond loopback may be served without TLS, such as behind a proxy that ends TLS. Default false.</summary>
    public bool AllowPublicCleartext { get; set; }

    /// <summary>Gets or sets the most bytes that the log may take on disk before clients are told to come back later. Default 8 GiB; 256 MiB to 1 TiB.</summary>
    public long MaxLogBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Gets or sets which web pages may post events from a browser. Default none.</summary>
    public CorsOptions Cors { get; set; } = new();

    /// <summary>Gets or sets where the collector's own metrics are pushed to. Default nowhere.</summary>
    public OtlpOptions Otlp { get; set; } = new();

    /// <summary>Gets or sets how long a stop may take: calls end, what is in the log's queue is fsynced, an insert under way is finished. Default 20 s; 1 s to 10 min.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets by how much the threads that carry the log into the store and compute scores stand back behind those that answer calls. Default 5; 0 to 19. Linux.</summary>
    public int BackgroundNiceness { get; set; } = 5;

    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
        {
            yield return "Collector:DataDirectory is empty; name a directory on a local disk.";
        }

        if (!IPAddress.TryParse(Address, out var address))
        {
            yield return $"Collector:Address is \"{Address}\"; it must be an IP address such as 127.0.0.1 or ::.";
        }
        else if (!IPAddress.IsLoopback(address) && CertificatePath is null && !AllowPublicCleartext)
        {
            yield return $"Collector:Address is {Address}, which others can reach, without TLS: keys would travel readable. Set Collector:CertificatePath; or, if a proxy in front ends TLS, Collector:AllowPublicCleartext=true (serve --allow-public-cleartext).";
        }

        foreach (var (name, port) in ((string, int)[])[(nameof(GrpcPort), GrpcPort), (nameof(HttpPort), HttpPort)])
        {
            if (port is < 0 or > IPEndPoint.MaxPort)
            {
                yield return $"Collector:{name} is {port}; it must be 0 to {IPEndPoint.MaxPort}.";
            }
        }

        if (GrpcPort == HttpPort && GrpcPort != 0)
        {
            yield return $"Collector:GrpcPort and Collector:HttpPort are both {GrpcPort}; cleartext HTTP/2 needs a port of its own.";
        }

        if (CertificatePath is not null && !File.Exists(CertificatePath))
        {
            yield return $"Collector:CertificatePath is {CertificatePath}; there is no such file.";
        }

        foreach (var (name, path) in ((string, string?)[])[(nameof(GrpcClientCaPath), GrpcClientCaPath), (nameof(HttpClientCaPath), HttpClientCaPath)])
        {
            if (path is not null && (CertificatePath is null || !File.Exists(path)))
            {
                yield return $"Collector:{name} is {path}; {(CertificatePath is null ? "client certificates need TLS: set Collector:CertificatePath" : "there is no such file")}.";
            }
        }

        if (MaxLogBytes is < 256L << 20 or > 1L << 40)
        {
            yield return $"Collector:MaxLogBytes is {MaxLogBytes}; it must be {256L << 20} to {1L << 40}.";
        }

        if (ShutdownTimeout < TimeSpan.FromSeconds(1) || ShutdownTimeout > TimeSpan.FromMinutes(10))
        {
            yield return $"Collector:ShutdownTimeout is {ShutdownTimeout}; it must be 00:00:01 to 00:10:00.";
        }

        if (BackgroundNiceness is < 0 or > 19)
        {
            yield return $"Collector:BackgroundNiceness is {BackgroundNiceness}; it must be 0 to 19.";
        }

        foreach (var fault in Cors.Faults().Concat(Otlp.Faults()))
        {
            yield return fault;
        }
    }
}
