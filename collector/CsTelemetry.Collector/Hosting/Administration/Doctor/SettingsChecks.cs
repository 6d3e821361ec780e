using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CsTelemetry.Collector.Hosting.Administration.Doctor;

/// <summary>Looks at what the configuration points to: ports, certificate, clock, retention.</summary>
internal static class SettingsChecks
{
    private static readonly TimeSpan RenewWithin = TimeSpan.FromDays(14);

    // The product did not exist before; a machine without a clock battery starts in 1970.
    private static readonly DateTimeOffset Earliest = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<DoctorCheck> Of(CollectorSettings settings, bool isRunning, DateTimeOffset now)
    {
        yield return Clock(now);
        yield return Certificate(settings.Collector, now);
        foreach (var (name, port) in ((string, int)[])[("gRPC port", settings.Collector.GrpcPort), ("HTTP port", settings.Collector.HttpPort)])
        {
            yield return Port(name, settings.Collector.Address, port, isRunning);
        }

        yield return DoctorCheck.Good("retention", string.Join(", ", (string[])
        [
            $"events {Days(settings.Retention.EventsDays)}", $"usage_daily {Days(settings.Retention.UsageDailyDays)}", $"attributes {Days(settings.Retention.AttributesDays)}",
            $"quarantine {Days(settings.Retention.QuarantineDays)}", $"erasures {Days(settings.Retention.ErasuresDays)}",
        ]));
    }

    private static string Days(int days) => days == 0 ? "for ever" : $"{days} days";

    private static DoctorCheck Clock(DateTimeOffset now) => now < Earliest
        ? DoctorCheck.Bad("clock", $"it is {now:u} by this machine's clock: every event would be refused as too early. Set the clock; use NTP.")
        : DoctorCheck.Good("clock", $"it is {now:u}.");

    private static DoctorCheck Certificate(CollectorOptions options, DateTimeOffset now)
    {
        if (options.CertificatePath is not { } path)
        {
            return DoctorCheck.Good("certificate", $"none; {options.Address} is served in cleartext.");
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, options.CertificatePassword);
            var (from, until) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
            return now < from ? DoctorCheck.Bad("certificate", $"{path} is valid only from {from:u} on. Check the clock.")
                : now > until ? DoctorCheck.Bad("certificate", $"{path} expired at {until:u}. Renew it and restart.")
                : until - now < RenewWithin ? DoctorCheck.Bad("certificate", $"{path} expires at {until:u}, in {(until - now).TotalDays:0} days. Renew it.")
                : !certificate.HasPrivateKey ? DoctorCheck.Bad("certificate", $"{path} has no private key. Export it with one.")
                : DoctorCheck.Good("certificate", $"{path} is valid until {until:u}.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Bad("certificate", $"{path} cannot be opened: {exception.Message} Check the file and Collector:CertificatePassword.");
        }
    }

    private static DoctorCheck Port(string name, string address, int port, bool isRunning)
    {
        if (port == 0 || isRunning)
        {
            return DoctorCheck.Good(name, port == 0 ? "any free one is taken." : $"{port}, of the running collector if it was started with it.");
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Parse(address), port);
            listener.Start();
            return DoctorCheck.Good(name, $"{port} is free.");
        }
        catch (SocketException exception)
        {
            return DoctorCheck.Bad(name, $"{address}:{port} cannot be listened on: {exception.Message} Stop who has it, or set another one.");
        }
    }
}
