using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Takes only clients whose certificate comes from the operator's own authorities and is meant for clients. Thread-safe.</summary>
internal sealed class ClientCertificates
{
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _authorities = [];

    /// <param name="path">The PEM file of the authorities.</param>
    /// <exception cref="InvalidOperationException">There is no certificate in it.</exception>
    public ClientCertificates(string path)
    {
        try
        {
            _authorities.ImportFromPemFile(path);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException($"The client authorities in {path} cannot be read: {exception.Message}", exception);
        }

        if (_authorities.Count == 0)
        {
            throw new InvalidOperationException($"{path} holds no certificate in PEM; put those of the authorities into it whose clients may come.");
        }
    }

    /// <summary>Judges what a client shows.</summary>
    public bool Accept(X509Certificate2? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is null)
        {
            return false;
        }

        // The system's roots must not count here, so the chain is built anew. Names are not looked at: a client has none
        // to be compared with; the key says who it is.
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ForClients));
        return chain.Build(shown);
    }
}
