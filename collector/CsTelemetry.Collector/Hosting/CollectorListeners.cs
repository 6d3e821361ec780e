using System.Net;
using CsTelemetry.Grpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Opens the two ports: in cleartext, with TLS, or with TLS that demands a certificate of the client.</summary>
internal static class CollectorListeners
{
    private const int MaxConnectionCount = 10_000;

    public static void Listen(KestrelServerOptions kestrel, CollectorOptions options, ServerCertificate? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnectionCount;
        var address = IPAddress.Parse(options.Address);
        kestrel.Listen(address, options.GrpcPort, listener => Secure(listener, certificate, options.GrpcClientCaPath).UseGrpc(alsoHttp1: certificate is not null));
        kestrel.Listen(address, options.HttpPort, listener => Secure(listener, certificate, options.HttpClientCaPath).Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2);
    }

    private static ListenOptions Secure(ListenOptions listener, ServerCertificate? certificate, string? clientCaPath)
    {
        if (certificate is null)
        {
            return listener;
        }

        var clients = clientCaPath is null ? null : new ClientCertificates(clientCaPath);
        return listener.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => certificate.Current();
            if (clients is not null)
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = clients.Accept;
            }
        });
    }
}
