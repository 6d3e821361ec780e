using System.Net;
#if NET
using System.Security.Cryptography.X509Certificates;
#endif

namespace CsTelemetry.Exporting;

/// <summary>Makes what holds the connections to the collector: bounded, quiet, trusting whom the options say.</summary>
internal static class CollectorHandler
{
#if NET
    public static HttpMessageHandler Create(CsTelemetryOptions options, Uri address)
    {
        var handler = new SocketsHttpHandler
        {
            Proxy = options.Proxy,
            UseProxy = UsesProxy(options, address),
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            // Our own calls must not show up in the app's traces.
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.AttemptTimeout,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            // A moved collector is found again by name.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxResponseHeadersLength = 64,
        };
        if (options.TrustedRoots is not null)
        {
            handler.SslOptions.CertificateChainPolicy = Trust(options.TrustedRoots);
        }

        return handler;
    }

    /// <summary>Trusts these roots and no others; the host's name is checked as ever. Revocation is not asked for, as .NET does by default.</summary>
    public static X509ChainPolicy Trust(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
#else
    public static HttpMessageHandler Create(CsTelemetryOptions options, Uri address) => new HttpClientHandler
    {
        Proxy = options.Proxy,
        UseProxy = UsesProxy(options, address),
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
    };
#endif

    public static bool UsesProxy(CsTelemetryOptions options, Uri address) =>
        options.Proxy is not null || address.Scheme == Uri.UriSchemeHttps;
}
