using System.Globalization;
using System.Text;

namespace CsTelemetry.Configuration;

/// <summary>Finds every fault of the options at once, each with the name, the value and the limit.</summary>
internal static class OptionsFaults
{
    private const int KiB = 1024;
    private const int MiB = 1024 * 1024;

    /// <summary>What a batch holds beside its events: the frame, the batch's identity and the resource's four strings.</summary>
    private const int BatchOverheadBytes = 2 * KiB;

    public static List<string> Find(CsTelemetryOptions options)
    {
        var faults = new List<string>();
        CheckAddress(options, faults);
        TransportFaults.Find(options, faults);
        CheckResource(options, faults);
        CheckCounts(options, faults);
        CheckTimes(options, faults);
        CheckPrivacy(options, faults);
        CheckDisk(options, faults);
        return faults;
    }

    private static void CheckAddress(CsTelemetryOptions options, List<string> faults)
    {
        if (options.Endpoint is not { IsAbsoluteUri: true } endpoint || (endpoint.Scheme != Uri.UriSchemeHttp && endpoint.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add($"Endpoint is '{options.Endpoint}'; it must be an absolute http or https address such as http://127.0.0.1:5317.");
        }
        else if (endpoint.PathAndQuery != "/" || endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0)
        {
            // The address is not repeated: a user part may hold a secret.
            faults.Add("Endpoint has a path, query, fragment or user; it must be scheme, host and port only.");
        }

        if (string.IsNullOrEmpty(options.ApiKey))
        {
            faults.Add("ApiKey is empty; set the key that the collector printed (PREFIX.SECRET).");
        }
        else if (options.ApiKey.Length > 512 || options.ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            faults.Add("ApiKey has spaces, unprintable characters or more than 512 characters; copy it again as PREFIX.SECRET.");
        }
    }

    private static void CheckResource(CsTelemetryOptions options, List<string> faults)
    {
        if (string.IsNullOrEmpty(options.Application))
        {
            faults.Add("Application is empty; name the reporting application, such as projectboard-web.");
        }

        CheckText(options.Application, nameof(options.Application), faults);
        CheckText(options.ApplicationVersion, nameof(options.ApplicationVersion), faults);
        CheckText(options.Environment, nameof(options.Environment), faults);
    }

    private static void CheckText(string? text, string name, List<string> faults)
    {
        if (Encoding.UTF8.GetByteCount(text ?? "") > 256)
        {
            faults.Add($"{name} has {Encoding.UTF8.GetByteCount(text!)} bytes of UTF-8; it must have at most 256.");
        }
    }

    private static void CheckCounts(CsTelemetryOptions options, List<string> faults)
    {
        CheckRange(options.MaxBatchEvents, 1, 5_000, nameof(options.MaxBatchEvents), faults);
        CheckRange(options.MaxBatchBytes, 4 * KiB, MiB, nameof(options.MaxBatchBytes), faults);
        CheckRange(options.MaxEventBytes, 256, Math.Min(48 * KiB, options.MaxBatchBytes - BatchOverheadBytes), nameof(options.MaxEventBytes), faults);
        CheckRange(options.MaxBufferEvents, 1, 10_000_000, nameof(options.MaxBufferEvents), faults);
        CheckRange(options.MaxInFlight, 1, 4, nameof(options.MaxInFlight), faults);
        CheckRange(options.MaxBufferBytes, (options.MaxInFlight + 2L) * options.MaxBatchBytes, 1024L * MiB, nameof(options.MaxBufferBytes), faults);
    }

    private static void CheckRange(long value, long least, long most, string name, List<string> faults)
    {
        if (value < least || value > most)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {least} to {most}."));
        }
    }

    private static void CheckTimes(CsTelemetryOptions options, List<string> faults)
    {
        CheckRange(options.FlushInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(options.FlushInterval), faults);
        CheckRange(options.AttemptTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(options.AttemptTimeout), faults);
        CheckRange(options.RetryLongestDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1), nameof(options.RetryLongestDelay), faults);
        CheckRange(options.RetryFirstDelay, TimeSpan.FromMilliseconds(1), options.RetryLongestDelay, nameof(options.RetryFirstDelay), faults);
        CheckRange(options.MaxBatchAge, TimeSpan.FromSeconds(1), TimeSpan.FromHours(48), nameof(options.MaxBatchAge), faults);
        CheckRange(options.ShutdownTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(1), nameof(options.ShutdownTimeout), faults);
    }

    private static void CheckPrivacy(CsTelemetryOptions options, List<string> faults)
    {
        if (options.UserIdHashKey is { Length: < 16 or > 512 } key)
        {
            // The key is not repeated: it is a secret.
            faults.Add($"UserIdHashKey has {key.Length} characters; it must have 16 to 512.");
        }

        if (options.AllowedProperties is { Count: > 1_000 })
        {
            faults.Add($"AllowedProperties has {options.AllowedProperties.Count} keys; it must have at most 1000.");
        }

        if (options.SampleOneIn is not { Count: <= 1_000 })
        {
            faults.Add($"SampleOneIn has {options.SampleOneIn?.Count.ToString(CultureInfo.InvariantCulture) ?? "null"} features; it must have at most 1000.");
            return;
        }

        foreach (var feature in options.SampleOneIn)
        {
            CheckRange(feature.Value, 1, 1_000_000, $"SampleOneIn['{feature.Key}']", faults);
        }
    }

    private static void CheckDisk(CsTelemetryOptions options, List<string> faults)
    {
        if (options.DiskDirectory is { } directory && (string.IsNullOrWhiteSpace(directory) || directory.IndexOfAny(Path.GetInvalidPathChars()) >= 0))
        {
            faults.Add($"DiskDirectory is '{directory}'; it must be the path of a directory, or null for none.");
        }

        CheckRange(options.MaxDiskBytes, 2L * options.MaxBatchBytes, 16L * 1024 * MiB, nameof(options.MaxDiskBytes), faults);
        CheckRange(options.MaxDiskAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30), nameof(options.MaxDiskAge), faults);
        if (options.Consent is < ConsentState.Granted or > ConsentState.Denied)
        {
            faults.Add($"Consent is {options.Consent:D}; it must be Granted, Pending or Denied.");
        }
    }

    private static void CheckRange(TimeSpan value, TimeSpan least, TimeSpan most, string name, List<string> faults)
    {
        if (value < least || value > most)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value:c}; it must be {least:c} to {most:c}."));
        }
    }
}
