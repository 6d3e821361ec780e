namespace CsTelemetry.Configuration;

/// <summary>Finds the faults of the options that say how batches travel.</summary>
internal static class TransportFaults
{
    private const int HighestPort = 65535;

    public static void Find(CsTelemetryOptions options, List<string> faults)
    {
        if (options.Transport is not (TelemetryTransport.Auto or TelemetryTransport.Grpc or TelemetryTransport.Http))
        {
            faults.Add($"Transport is {options.Transport:D}; it must be Auto, Grpc or Http.");
        }

        if (options.Compression is not (TelemetryCompression.None or TelemetryCompression.Gzip))
        {
            faults.Add($"Compression is {options.Compression:D}; it must be None or Gzip.");
        }

        CheckRuntime(options, faults);
        CheckHttpEndpoint(options, faults);
        CheckTrust(options, faults);
        if (options is { Transport: TelemetryTransport.Grpc, Proxy: not null } && IsCleartext(options.Endpoint))
        {
            faults.Add("Proxy is set and Endpoint is http; a proxy does not carry gRPC in clear text: use an https Endpoint, or the Transport Http.");
        }
    }

#if NET
    private static void CheckRuntime(CsTelemetryOptions options, List<string> faults)
    {
        // Everything there is works here.
    }
#else
    private static void CheckRuntime(CsTelemetryOptions options, List<string> faults)
    {
        if (options.Transport == TelemetryTransport.Grpc)
        {
            faults.Add("Transport is Grpc, which this runtime does not have (netstandard2.0); it must be Auto or Http.");
        }

        if (options.TrustedRoots is not null)
        {
            faults.Add("TrustedRoots is set, which this runtime does not have (netstandard2.0); add the root to the machine's store.");
        }
    }
#endif

    private static void CheckHttpEndpoint(CsTelemetryOptions options, List<string> faults)
    {
        if (options.HttpEndpoint is not { } endpoint)
        {
            if (options.Transport != TelemetryTransport.Grpc && IsCleartext(options.Endpoint) && options.Endpoint.Port == HighestPort)
            {
                faults.Add($"HttpEndpoint is not set, and there is no port after {HighestPort}; set it, or the Transport Grpc.");
            }

            return;
        }

        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add($"HttpEndpoint is '{endpoint}'; it must be an absolute http or https address such as http://127.0.0.1:5318.");
        }
        else if (endpoint.PathAndQuery != "/" || endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0)
        {
            // The address is not repeated: a user part may hold a secret.
            faults.Add("HttpEndpoint has a path, query, fragment or user; it must be scheme, host and port only.");
        }
        else if (options.Transport == TelemetryTransport.Auto && IsTls(options.Endpoint) && !IsTls(endpoint))
        {
            faults.Add("HttpEndpoint is http and Endpoint is https; a fallback would send the key in clear text: use https for both, or choose the Transport.");
        }
    }

    private static void CheckTrust(CsTelemetryOptions options, List<string> faults)
    {
        if (options.TrustedRoots is not { } roots)
        {
            return;
        }

        if (roots.Count == 0)
        {
            faults.Add("TrustedRoots is empty, so nothing would be trusted; add a root, or leave it null for the machine's.");
        }

        var used = options.Transport == TelemetryTransport.Http ? options.HttpEndpoint ?? options.Endpoint : options.Endpoint;
        if (!IsTls(used))
        {
            faults.Add("TrustedRoots is set, but the address is not https; they would not be asked.");
        }
    }

    private static bool IsTls(Uri? address) => address is { IsAbsoluteUri: true } && address.Scheme == Uri.UriSchemeHttps;

    private static bool IsCleartext(Uri? address) => address is { IsAbsoluteUri: true } && address.Scheme == Uri.UriSchemeHttp;
}
