using CsTelemetry;
using ProjectBoard.Data;

namespace ProjectBoard.Automations;

/// <summary>Greets new cards. There is no request here, so it opens the scope itself, on behalf of the job's tenant.</summary>
internal sealed class AutomationRunner(AutomationQueue queue, Workspaces workspaces, ICsTelemetry telemetry) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in queue.TakeAllAsync(stoppingToken))
        {
            using var scope = telemetry.BeginScope(new TelemetryScope
            {
                AccountId = job.TenantId,
                UserId = job.UserId,
                ActorKind = ActorKind.Service,
                Platform = Platform.Server,
            });
            workspaces.Change(job.TenantId, job.CardId, card => card with { Comments = [.. card.Comments, new("ProjectBoard", "Welcome, new card.")] });
            telemetry.TrackFeature("automations.run");
        }
    }
}
