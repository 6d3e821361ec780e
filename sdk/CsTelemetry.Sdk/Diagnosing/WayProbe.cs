using CsTelemetry.Exporting;
#if NET
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
#endif

namespace CsTelemetry.Diagnosing;

/// <summary>Goes the way to the collector step by step, as the transport will: name, connection, TLS.</summary>
internal sealed class WayProbe(CsTelemetryOptions options)
{
    private static readonly string[] Steps = ["name", "connection", "tls"];

    private readonly Uri _address = options.Transport == TelemetryTransport.Http || !CollectorAddress.GrpcIsPossible(options)
        ? CollectorAddress.Http(options)
        : options.Endpoint;

#if NET
    public async Task<IReadOnlyList<DiagnosisStep>> RunAsync(CancellationToken ending)
    {
        if (Proxy() is { } proxy)
        {
            return From(0, $"The proxy {proxy.Host}:{proxy.Port} goes this way for the app.");
        }

        var done = new List<DiagnosisStep>();
        try
        {
            var addresses = await ResolveAsync(done, ending).ConfigureAwait(false);
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(addresses, _address.Port, ending).ConfigureAwait(false);
            done.Add(Ok($"{_address.Authority} takes connections."));
            done.Add(await HandshakeAsync(socket, ending).ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            // A diagnosis tells, and does not throw.
            done.Add(new(Steps[done.Count], DiagnosisOutcome.Failed, Explain(failure, done.Count)));
        }

        return [.. done, .. From(done.Count, "The step before it failed.")];

        DiagnosisStep Ok(string finding) => new(Steps[done.Count], DiagnosisOutcome.Ok, finding);
    }

    private Uri? Proxy()
    {
        if (!CollectorHandler.UsesProxy(options, _address))
        {
            return null;
        }

        var proxy = options.Proxy ?? HttpClient.DefaultProxy;
        return proxy.IsBypassed(_address) || proxy.GetProxy(_address) is not { } at || at == _address ? null : at;
    }

    private async Task<IPAddress[]> ResolveAsync(List<DiagnosisStep> done, CancellationToken ending)
    {
        if (IPAddress.TryParse(_address.DnsSafeHost, out var address))
        {
            done.Add(new(Steps[0], DiagnosisOutcome.Skipped, $"{address} is an address and needs no name."));
            return [address];
        }

        var found = await Dns.GetHostAddressesAsync(_address.DnsSafeHost, ending).ConfigureAwait(false);
        done.Add(new(Steps[0], DiagnosisOutcome.Ok, $"{_address.DnsSafeHost} is {string.Join(", ", found.Take(4).Select(one => one.ToString()))}."));
        return found;
    }

    private async Task<DiagnosisStep> HandshakeAsync(Socket socket, CancellationToken ending)
    {
        if (_address.Scheme != Uri.UriSchemeHttps)
        {
            return new(Steps[2], DiagnosisOutcome.Skipped, "The address is http: the key and the events travel readable. Keep it to loopback or a trusted network.");
        }

        using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = _address.IdnHost,
                ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                CertificateChainPolicy = options.TrustedRoots is null ? null : CollectorHandler.Trust(options.TrustedRoots),
            },
            ending).ConfigureAwait(false);
        using var certificate = new X509Certificate2(tls.RemoteCertificate!);
        return new(Steps[2], DiagnosisOutcome.Ok, string.Create(CultureInfo.InvariantCulture, $"{tls.SslProtocol} with the certificate {certificate.Subject}, valid until {certificate.NotAfter:yyyy-MM-dd}."));
    }

    private string Explain(Exception failure, int step) => step switch
    {
        _ when failure is OperationCanceledException => $"{_address.Authority} did not answer within the time of the diagnosis; a firewall may drop the packets, or it is overloaded.",
        0 => $"The name {_address.DnsSafeHost} does not resolve ({failure.Message}); check Endpoint and this machine's DNS.",
        1 when failure is SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"Nobody listens at {_address.Authority}; is the collector running, and is this its port?",
        1 => $"{_address.Authority} cannot be reached ({failure.Message}); check the address, the network and firewalls.",
        _ => $"TLS with {_address.Authority} fails ({failure.GetBaseException().Message}); use the name that the certificate has, set TrustedRoots if its root is your own, and check that the port speaks TLS.",
    };
#else
    public Task<IReadOnlyList<DiagnosisStep>> RunAsync(CancellationToken ending) =>
        Task.FromResult(From(0, $"Not looked at on this runtime; the call to {_address.Authority} below tells."));
#endif

    private static IReadOnlyList<DiagnosisStep> From(int first, string why) =>
        [.. Steps.Skip(first).Select(name => new DiagnosisStep(name, DiagnosisOutcome.Skipped, why))];
}
