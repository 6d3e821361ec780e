using CsTelemetry;
using ProjectBoard.Data;

namespace ProjectBoard.Telemetry;

/// <summary>Says at the start what the accounts have bought. A real product says it when a contract changes.</summary>
internal sealed class AccountReporter(ICsTelemetry telemetry, Workspaces workspaces) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in workspaces.Tenants)
        {
            telemetry.SetAccount(tenant.Id, new AccountAttributes { Name = tenant.Name, Plan = tenant.Plan, Seats = tenant.Seats, RenewalDate = tenant.RenewsOn });
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
