using System.Globalization;
using CsTelemetry.AspNetCore.Identities;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Requests;

/// <summary>Identifies each user with a role once a UTC day, and when the role changes. Safe for any number of threads.</summary>
internal sealed class RoleReporter(ICsTelemetry telemetry, IOptions<CsTelemetryWebOptions> options, TimeProvider time)
{
    private readonly RecentKeys _identified = new(TimeSpan.FromDays(1), options.Value.MaxRemembered, time);

    public void Report(UsageIdentity who)
    {
        if (who.Role is not { Length: > 0 } role)
        {
            return;
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks / TimeSpan.TicksPerDay}|{who.AccountId}|{who.UserId}|{role}");
        if (_identified.IsNew(key))
        {
            telemetry.Identify(who.AccountId, who.UserId, role);
        }
    }
}
